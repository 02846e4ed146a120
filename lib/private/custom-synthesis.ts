// The one place that knows how cdktf (0.21) lets a construct take part in writing the output folder.
import type { ISynthesisSession } from "cdktf";
import type { IConstruct } from "constructs";

// cdktf exports the function that sets this only from a deep path; the symbol is registered, so its name is enough.
const CUSTOM_SYNTHESIS = Symbol.for("cdktf/customSynthesis");

/**
 * Runs `onSynthesize` whenever the construct's stack is synthesised: after validation, before `cdk.tf.json` is written,
 * and twice for a stack inside another one.
 */
export function addCustomSynthesis(
  construct: IConstruct,
  onSynthesize: (session: ISynthesisSession) => void,
): void {
  Object.defineProperty(construct, CUSTOM_SYNTHESIS, { value: { onSynthesize } });
}
