using System.Collections.Immutable;
using Infra.Settings.ServiceLevels;

namespace Infra.Policy.Subjects;

/// <summary>The files that people write and rules read: what no plan and no generated file shows. The path is the kind of the subject.</summary>
public static class StackFiles
{
    /// <summary>Who approves what.</summary>
    public const string Approvals = "stacks/delivery/approvals.yaml";

    /// <summary>What an environment asks of a plan.</summary>
    public const string Gates = "stacks/delivery/gates.yaml";

    /// <summary>What an environment promises: <see cref="ServiceLevelsFile"/>.</summary>
    public const string ServiceLevels = ServiceLevelsFile.Path;

    /// <summary>All of them, relative to the repository.</summary>
    public static ImmutableArray<string> All { get; } = [Approvals, Gates, ServiceLevels];
}
