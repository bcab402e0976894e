using Infra.Machine.Chance;
using Infra.Machine.Files;

namespace Infra.PulumiCli.SelfTest;

/// <summary>What a self-test of the Pulumi CLI works with.</summary>
public sealed record PulumiSelfTestOptions
{
    /// <summary>The program, as a path.</summary>
    public required string Program { get; init; }

    /// <summary>What starts it.</summary>
    public required IProgramRunner Programs { get; init; }

    /// <summary>An empty folder of the test's own; its program, its state and the CLI's own files go there. Whoever made it deletes it.</summary>
    public required string Folder { get; init; }

    /// <summary>The disk.</summary>
    public required IFileSystem Files { get; init; }

    /// <summary>Random bytes, for a passphrase and a secret.</summary>
    public required IEntropy Entropy { get; init; }

    /// <summary>How long each call may take; a minute by default. A call of an empty program takes a second or two.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromMinutes(1);
}
