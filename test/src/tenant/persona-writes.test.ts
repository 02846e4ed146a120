// The tenant's bulk write of personas: what their rules refuse, and in which order.
import { describe, expect, test } from "@jest/globals";
import { bulkEdits } from "./bulk-edits.js";
import { textAt } from "./http-client.js";
import { useTenant } from "./use-tenant.js";

const stage = useTenant();
const { state, bulk, edit } = bulkEdits(stage);

describe("a persona", () => {
  const persona = (attributes: object) => ({
    typeName: "Persona",
    attributes: { qualifiedName: "x", ...attributes },
  });

  test("may have a name in use, as nothing on the server calls its check", async () => {
    expect((await bulk([persona({ name: "Loaders" })])).status).toBe(200);
    expect(await state("personas.2.name")).toBe("Loaders");
  });

  test.each([
    { attributes: { personaUsers: ["eve"] }, status: 500, words: "userName eve" },
    { attributes: { personaGroups: ["strangers"] }, status: 500, words: "ATLAS-500-00-001" },
    { attributes: { policies: [{ guid: "x" }] }, status: 409, words: "ATLAS-409-00-015" },
    { attributes: { channelLink: "https://example.com" }, status: 400, words: "ATLAS-400-00-029" },
    {
      attributes: { personaUsers: ["tomas"], policies: [], channelLink: "https://a.slack.com/x" },
      status: 200,
      words: "CREATE",
    },
  ])("$attributes is $status", async ({ attributes, status, words }) => {
    const answer = await bulk([persona({ name: "p", ...attributes })]);
    expect(answer.status).toBe(status);
    expect(answer.text).toContain(words);
  });
});

test("an update of a persona that does not say whether it is enabled fails as in the metastore", async () => {
  const refused = await bulk(await edit("personas.0", { description: "d" }));
  expect([refused.status, refused.text]).toEqual([500, expect.stringContaining("errorId")]);
  const updated = await bulk(
    await edit("personas.0", { description: "d", isAccessControlEnabled: false }),
  );
  expect(updated.status).toBe(200);
  expect(await state("personas.0.description")).toBe("d");
});

test("who may not write a persona is not told what is wrong with it", async () => {
  const [entity] = await edit("personas.0", { policies: [{ guid: "x" }] });
  const member = await stage.send("POST /api/service/oauth-clients", {
    body: { displayName: "m", description: "", role: "$member", personaQNs: [] },
  });
  const access = await stage.send("POST /api/service/oauth-clients/token", {
    body: {
      clientId: textAt(member.body, "clientId"),
      clientSecret: textAt(member.body, "clientSecret"),
    },
  });
  const answer = await bulk([entity], textAt(access.body, "accessToken"));
  expect(answer).toMatchObject({ status: 403, body: { errorCode: "ATLAS-403-00-001" } });
});
