// Loaded first by the entry for cdktn: nothing else there loads without it.
import { requireToolkit } from "./toolkits";

requireToolkit("cdktn");
