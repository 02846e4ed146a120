// What messages call the provider's own credential: whoever signs in as an OAuth client does not read of an API key.
import { afterEach, expect, it } from "@jest/globals";
import type { AtlanRequestError } from "../../../src/client/index.js";
import { hiddenAsset, ownPrincipal, whyNotApiKey } from "../../../src/resources/assets/messages.js";
import { type Rig, tenantSession } from "./tenant-session.js";

const never = new AbortController().signal;
const SIGN_INS = [
  { asOAuthClient: false, called: "API key", never: "OAuth client" },
  { asOAuthClient: true, called: "OAuth client", never: "API key" },
];

let rig: Rig | undefined;
afterEach(async () => {
  await rig?.tenant.stop();
});

const connectionOf = async ({ control }: Rig) => {
  const [connection] = (await control.state()).connections;
  if (connection === undefined) throw new Error("Cannot go on: no connection, expected one");
  return connection.guid;
};

it.each(SIGN_INS)("an asset that is not seen: $called", async (signIn) => {
  rig = await tenantSession({ settings: { tokenReads: "granted" } }, signIn);
  const seen = await rig.session.assets.ask(await connectionOf(rig), { signal: never });
  if (seen.state !== "seen" || seen.by !== "user_bearer_token")
    throw new Error(`Cannot go on: the asset is ${seen.state}, expected seen by the bearer`);
  const error: AtlanRequestError = await rig.session.client.apiKey
    .request(
      { method: "GET", path: `/api/meta/entity/guid/${seen.entity.guid}`, read: () => null },
      { signal: never },
    )
    .catch((thrown) => thrown);
  const { detail } = hiddenAsset(seen.entity.guid, error, null);
  expect(detail).toContain(`The ${signIn.called} may not see the asset`);
  expect(detail).not.toContain(signIn.never);
});

it.each(SIGN_INS)("a right that only others can give: $called", async (signIn) => {
  rig = await tenantSession({}, signIn);
  const { session } = rig;
  const guid = await connectionOf(rig);
  const seen = await session.assets.ask(guid, { signal: never });
  if (seen.state !== "seen") throw new Error("Cannot go on: the asset is not seen");
  const own = await session.ownUsername(never);
  expect(ownPrincipal(seen.entity, own).summary).toBe(
    `Refused to remove the ${signIn.called}'s own right`,
  );
  expect(whyNotApiKey(seen.entity, own)).toContain(`The ${signIn.called}, ${own}, is not one`);
});
