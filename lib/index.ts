// What stacks of cdktf import. The check comes first: it says what is missing before the constructs need it.
import "./private/require-cdktf";

export * from "./constructs";
