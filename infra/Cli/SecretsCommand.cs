using System.Collections.Immutable;
using System.CommandLine;
using Infra.Delivery.Rotation;
using Infra.Pipeline.Rotating;
using Infra.Pipeline.Workspace;
using Infra.Presenters;
using Infra.Settings.Stacks;

namespace Infra.Cli;

/// <summary><c>infra secrets ENV</c>: which secrets are due, as Secret Manager says.</summary>
internal static class SecretsCommand
{
    public static Command Build(Host host)
    {
        Argument<string> environment = Parameters.Environment();
        Option<OutputFormat> format = Parameters.Format(OutputFormat.Tree, OutputFormat.Json, OutputFormat.Markdown);
        Command command = new("secrets", "Ask Secret Manager which secrets of an environment are due, and since when; exits with 12 when one is. No value is read.") { environment, format };
        command.SetAction(async (parsed, cancellation) =>
        {
            StackSettings settings = Repository.Find(host).Settings(parsed.GetRequiredValue(environment));
            ImmutableArray<SecretRotation> rotations = await new SecretRotations(host).OfAsync(settings, cancellation);
            host.Out.Write(SecretsOutput.Of(settings, rotations, parsed.GetValue(format)));
            return (int)(rotations.Any(r => r.NeedsSomebody) ? ExitCode.ChangesFound : ExitCode.Ok);
        });
        return command;
    }
}
