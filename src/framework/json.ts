// JSON as it comes from outside: anything, until it has been looked at.

export type JsonObject = { readonly [key: string]: unknown };

export const isJsonObject = (json: unknown): json is JsonObject =>
  typeof json === "object" && json !== null && !Array.isArray(json);
