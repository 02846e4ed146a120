// The command that takes an object out of the state, as exactly as a provider can give it.
import type { ObjectValue } from "../framework/index.js";

/** Terraform does not tell a provider an object's address, but finds it by the id. Without one it is for the person to copy. */
export const stateRemoval = ({ id }: ObjectValue): string =>
  typeof id === "string"
    ? `terraform state rm "$(terraform state list -id=${id})"`
    : "terraform state rm '<the address that is named above, after \"with\">'";

/** Says where to run it, and how else to be rid of a state that speaks of a tenant that is gone. */
export const removalAdvice = (noun: string, object: ObjectValue): string =>
  `Remove the ${noun} from the state, in the stack's folder (with OpenTofu, write tofu):\n\n  ${stateRemoval(object)}\n\n` +
  "Or, if the state holds nothing that is to stay, delete it: with cdktf it is terraform.<stack>.tfstate in the project's folder.";
