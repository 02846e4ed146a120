// Reads the error by which a run refuses to go on: another token has taken over from the one that the state names.

const REFUSAL = /Another (API token|OAuth client) has taken over/;
const DELETION =
  /`DELETE \/api\/service\/(?:apikeys\/|oauth-clients\/)((?:oauth-client-)?[0-9a-f-]{36})`/g;

/** GUIDs of the tokens, and client IDs of the OAuth clients, that it names as those that took over; none where nothing was refused. */
export function refusedSuccessors(output: string): readonly string[] {
  const prose = output.replace(/[\s│╷╵]+/g, " ");
  if (!REFUSAL.test(prose)) return [];
  return [...prose.matchAll(DELETION)].map(([, id = ""]) => id);
}
