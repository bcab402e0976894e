using Infra.Model.Values;
using Infra.Settings.Reading;

namespace Infra.Settings.Stacks;

/// <summary>A project that bootstrap makes, or takes over where it exists.</summary>
/// <param name="Stack">The environment that the project is of.</param>
/// <param name="Project">Its id. Google Cloud never gives an id back, not even after deletion.</param>
/// <param name="Adopt">Whether the project exists and is taken over; otherwise it is made.</param>
/// <param name="Budget">What it may cost a month, in whole units of the currency; an alert comes at 80 %.</param>
/// <param name="Branch">The branch whose runs may take on its identities.</param>
/// <param name="PullRequests">Whether pull requests from branches of any name are planned by the identity that reads.</param>
public sealed record ManagedProjectSettings(StackName Stack, ProjectId Project, bool Adopt, int Budget, GitBranch Branch, bool PullRequests)
{
    internal static ObjectKind Kind { get; } = new(
        new Setting("project", TextKind.Of<ProjectId>(), "The id of the environment's project; never that of another environment."),
        new Setting("mode", new ChoiceKind("create", "adopt"), "Whether the project is made, or exists and is taken over.") { Default = "create" },
        new Setting("budget", new NumberKind(1, 2_000_000_000, "whole units of the currency a month"), "What the environment may cost a month; an alert comes at 80 %."),
        new Setting("branch", TextKind.Of<GitBranch>(), "The branch whose runs may take on the environment's identities.") { Default = "main" },
        new Setting("pullRequests", new FlagKind(), "Whether pull requests are planned, from branches of any name: whoever may push a branch then reads what the identity that plans reads. For development alone.") { Default = "false" });

    internal static ManagedProjectSettings Bind(CheckedNode node) => new(
        (StackName)node.Key!,
        node.Get<ProjectId>("project"),
        node.Get<string>("mode") == "adopt",
        node.Get<int>("budget"),
        node.Get<GitBranch>("branch"),
        node.Get<bool>("pullRequests"));
}
