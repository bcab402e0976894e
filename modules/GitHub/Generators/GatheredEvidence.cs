using System.Collections.Immutable;
using Infra.GitHub.Workflows;
using Infra.Settings.Stacks;

namespace Infra.GitHub.Generators;

/// <summary>
/// How what a script of the repository finds out about a plan reaches the gates: the job that applies runs it right before them, because a measurement
/// counts for minutes, and hands every file that it leaves to the gates and to the apply.
/// </summary>
internal static class GatheredEvidence
{
    private const string Folder = "\"$RUNNER_TEMP/evidence\"";

    /// <summary>The step that runs the script; none where the environment has no script.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="envelope">The file of the envelope, as a word of bash.</param>
    public static ImmutableArray<JobStep> Steps(DeliveryEnvironment environment, string envelope) => environment.Evidence is not { } script ? [] :
    [
        // mkdir without -p: what lies there already, nobody gathered now.
        new RunStep("Gather evidence", $"{Tools.Use}mkdir {Folder}\n./{script} {envelope} {Folder}\n", CommonSteps.Map(("INFRA_SIGNING_KEY", "${{ secrets.INFRA_SIGNING_KEY }}")))
        {
            // An emergency asks for no evidence, and monitoring that is down must not close the way that is there for that.
            If = environment.Tier == Tier.Production ? "!inputs.emergency" : null,
        },
    ];

    /// <summary>Lines before a command that put an option for each file into <c>evidence</c>, by name whatever the locale says; empty where there is no script.</summary>
    public static string Lines(DeliveryEnvironment environment) => environment.Evidence is null ? ""
        : $"LC_ALL=C\nshopt -s nullglob\nevidence=()\nfor file in {Folder}/*.json; do evidence+=(\"--evidence=$file\"); done\n";

    /// <summary>These options, as words of the command.</summary>
    public static string Options(DeliveryEnvironment environment) => environment.Evidence is null ? "" : " \"${evidence[@]}\"";
}
