// docs/errors.md from the table of refusals.
import { ERRORS } from '../../server/errors.ts';

const HEAD = `# Refusals

Every refusal is \`{"status": …, "message": …}\`, and nothing else is in the body. Its code is in the header \`Userdb-Error\`;
where one field is to blame, the field's name is in \`Userdb-Field\`. Codes stay; messages may be reworded. A \`Retry-After\`
is in seconds. (\`npm run docs\` writes this page anew from \`server/errors.ts\`.)

| code | status | message |
| --- | --- | --- |
`;

export function errorsPage(): string {
  return (
    HEAD +
    Object.entries(ERRORS)
      .map(([code, { status, message }]) => `| \`${code}\` | ${status} | ${message} |\n`)
      .join('')
  );
}
