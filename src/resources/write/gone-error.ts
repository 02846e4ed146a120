// What a read for a write throws when the object is not there: an error for those who want it changed, none for a delete.
import { DiagnosticError } from "../../framework/index.js";

export class GoneError extends DiagnosticError {}
