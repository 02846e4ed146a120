// `cdktf-provider-atlan/testing`: an Atlan tenant in memory, and workspaces in which engines apply stacks to it.

export * from "../tenant/index.js";
export type { Configuration, Synthesis } from "./configuration.js";
export { EngineError } from "./engine.js";
export type { Diagnostic, Plan, PlannedAction, PlannedChange } from "./plan.js";
export type { CommandResult, RunningCommand } from "./run-command.js";
export type { State, StateInstance, StateResource } from "./state.js";
export { type CommandOptions, Workspace, type WorkspaceOptions } from "./workspace.js";
