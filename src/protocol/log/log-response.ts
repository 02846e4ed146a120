// Writes the diagnostics of a response to the log, in the words of terraform-plugin-go. A host that is killed prints none of them.
import { type Diagnostic, Diagnostic_Severity } from "../generated/tfplugin6.js";
import type { PluginLogger } from "./logger.js";

/** @param response of any RPC; some have no diagnostics */
export function logResponse(response: unknown, log: PluginLogger): void {
  const { diagnostics = [] } = response as { readonly diagnostics?: readonly Diagnostic[] };
  for (const { severity, summary, detail } of diagnostics) {
    const fields = { diagnostic_summary: summary, diagnostic_detail: detail };
    if (severity === Diagnostic_Severity.ERROR) {
      log.error("Response contains error diagnostic", fields);
    } else {
      log.warn("Response contains warning diagnostic", fields);
    }
  }
}
