// Loaded first by the entry for cdktf: nothing else there loads without it.
import { requireToolkit } from "./toolkits";

requireToolkit("cdktf");
