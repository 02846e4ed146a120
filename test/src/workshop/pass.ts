// What happens to passes: each is opened for a run, renewed as often as it asks for, and closed.
import { DiagnosticError, defineEphemeralResource, Secret } from "../../../src/framework/index.js";
import type { Journal } from "./journal.js";
import { pass } from "./schemas.js";

/** More than an engine gives a plugin to exit in once it has answered Shutdown. */
const SLOW_MS = 3_000;

const refused = (holder: string) =>
  new DiagnosticError({
    severity: "error",
    summary: "No pass",
    detail: `Cannot give ${holder} a pass.`,
  });

export const passResource = defineEphemeralResource<Journal, (typeof pass)["attributes"]>({
  schema: pass,
  async open({ config, client, privateData, keep, renewAt }) {
    const { holder, renewals, terms } = config;
    const id = `${holder} ${client.write(`opened a pass for ${holder}`)}`;
    privateData.set("holder", holder);
    keep();
    if (holder === "nobody") throw refused(holder);
    privateData.set("renewals", renewals);
    if (renewals > 0) renewAt(client.clock.nowMs());
    return {
      ...config,
      terms: terms && { ...terms, lock: `lock of the ${terms.door} door` },
      id,
      code: new Secret(`code of ${id}`),
    };
  },
  async renew({ client, privateData, renewAt }) {
    client.write("renewed the pass");
    const left = Number(privateData.get("renewals")) - 1;
    privateData.set("renewals", left);
    if (left > 0) renewAt(client.clock.nowMs());
  },
  async close({ client, privateData, signal }) {
    const holder = privateData.get("holder");
    if (holder === "slow") await client.clock.sleep(SLOW_MS, signal);
    const left = privateData.get("renewals");
    client.write(`closed the pass of ${holder}, ${left ?? "no"} renewals left`);
  },
});
