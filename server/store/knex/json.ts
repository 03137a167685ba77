// customData and details are JSON texts in the tables.

/** The object in a column; an empty one for null and for what userdb 1 or an application left unreadable. */
export function readJson(text: string | null): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : {};
  } catch {
    return {};
  }
}
