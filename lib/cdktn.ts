// What stacks of cdktn (CDK Terrain) import. The check comes first: it says what is missing before the constructs need it.
import "./private/require-cdktn";

export * from "./constructs";
export { EphemeralAtlanApiToken, type EphemeralAtlanApiTokenProps } from "./ephemeral-api-token";
export {
  EphemeralAtlanUnsealedToken,
  type EphemeralAtlanUnsealedTokenProps,
} from "./ephemeral-unsealed-token";
