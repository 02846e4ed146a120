// Whether a request says that its body is JSON.

/** Takes the value of `Content-Type`. */
export const isJsonType = (type: string | undefined): boolean =>
  /^application\/json\s*(;|$)/i.test(type ?? "");
