// Reads a bill of materials and writes what the schema of CycloneDX 1.6 finds wrong in it; nothing where it is valid.
import { readFileSync } from "node:fs";
import { Spec, Validation } from "@cyclonedx/cyclonedx-library";

const problems = await new Validation.JsonStrictValidator(Spec.Version.v1dot6).validate(readFileSync(0, "utf8"));
process.stdout.write(problems === null ? "" : JSON.stringify(problems));
