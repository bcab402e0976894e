"use strict";
// Registers as many resources as the sample of the benchmarks has: groups of ten, each a component with nine resources,
// six inputs, labels, and values that resources before them decide. Prints one JSON object.
const pulumi = require("@pulumi/pulumi");

const groupSize = 10;
const size = Number(process.argv[2]);
let registered = 0;

pulumi.runtime.setMocks({
  newResource: (args) => {
    registered += 1;
    return { id: `${args.name}-id`, state: args.inputs };
  },
  call: (args) => args.inputs,
}, "bench", "sample", true);

class Member extends pulumi.CustomResource {
  constructor(name, inputs, options) {
    super("bench:index:Member", name, { ...inputs, computed: undefined }, options);
  }
}

class Service extends pulumi.ComponentResource {
  constructor(name) {
    super("bench:index:Service", name, {});
  }
}

async function main() {
  for (let group = 0; group < size / groupSize; group += 1) {
    const component = new Service(`service-${group}`);
    let before;
    for (let i = 1; i < groupSize; i += 1) {
      before = new Member(`member-${group}-${i}`, {
        name: `resource-${group}-${i}`,
        location: "asia-south1",
        project: "bench-project",
        enabled: true,
        before: before ? before.id : "none",
        labels: { team: `team-${group % 10}`, service: `service-${group}`, environment: "bench" },
      }, { parent: component, dependsOn: before ? [before] : [] });
    }
  }
  await pulumi.runtime.disconnect();
  if (registered !== size) {
    throw new Error(`${registered} of ${size} resources were registered`);
  }
  process.stdout.write(JSON.stringify({
    sdk: require("@pulumi/pulumi/package.json").version,
    node: process.versions.node,
    peakKibibytes: process.resourceUsage().maxRSS,
  }));
}

main().catch((error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
