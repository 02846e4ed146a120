// Thrown where the tenant does not show an object and nothing proves that it is gone: whoever catches it keeps the state.
import { DiagnosticError } from "../framework/index.js";

export class UnprovenAbsenceError extends DiagnosticError {}
