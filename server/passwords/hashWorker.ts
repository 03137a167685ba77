// Runs in a thread of the pool: bcrypt without stopping anybody else.
import bcrypt from 'bcrypt';

export type HashTask =
  | { do: 'hash'; input: string; cost: number }
  | { do: 'verify'; input: string; hash: string; cost: number };

/** The hash, or whether the input fits the hash. */
export default function work(task: HashTask): string | boolean {
  if (task.do === 'hash') return bcrypt.hashSync(task.input, task.cost);
  return verify(task);
}

function verify({ input, hash, cost }: HashTask & { do: 'verify' }): boolean {
  const fits = bcrypt.compareSync(input, hash);
  if (!fits) {
    // A hash of a lower cost answers sooner, and would tell that somebody is behind it. Each step of cost doubles the
    // work, so one hash of every cost in between makes up for exactly what is missing.
    for (let missing = bcrypt.getRounds(hash); missing < cost; missing++) bcrypt.hashSync(input, missing);
  }
  return fits;
}
