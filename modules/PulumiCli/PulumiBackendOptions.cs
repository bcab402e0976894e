using Infra.Machine.Files;
using Infra.Model.Values;

namespace Infra.PulumiCli;

/// <summary>What a backend of the Pulumi CLI works with.</summary>
public sealed record PulumiBackendOptions
{
    /// <summary>The stack.</summary>
    public required StackName Stack { get; init; }

    /// <summary>Where its state is, such as <c>gs://BUCKET</c>.</summary>
    public required string Url { get; init; }

    /// <summary>The calls.</summary>
    public required PulumiCommands Commands { get; init; }

    /// <summary>What starts the CLI.</summary>
    public required IProgramRunner Programs { get; init; }

    /// <summary>The folder with Pulumi.yaml.</summary>
    public required string Folder { get; init; }

    /// <summary>A folder for Pulumi's own plan, readable by its owner only: its secrets are encrypted, its inputs are not.</summary>
    public required string Scratch { get; init; }

    /// <summary>The disk.</summary>
    public required IFileSystem Files { get; init; }

    /// <summary>Whether a resource of a type may hold what cannot be made again.</summary>
    public required Func<string, bool> HoldsData { get; init; }

    /// <summary>The file of the envelope that is carried out, which the program opens; empty where there is none.</summary>
    public string Envelope { get; init; } = "";

    /// <summary>Told each line of long operations; null to be quiet.</summary>
    public Action<string>? Line { get; init; }
}
