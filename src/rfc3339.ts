// How times are written in the state and in messages.

/** RFC 3339 in UTC, to the second: what Terraform's own time functions read. */
export const toRfc3339 = (date: Date): string => `${date.toISOString().slice(0, 19)}Z`;
