using System.Collections.Immutable;
using Infra.Model.Values;
using Infra.Settings.Stacks;

namespace Infra.Company.Answering;

/// <summary>An environment of the company.</summary>
/// <param name="Stack">Its name.</param>
/// <param name="Project">Its project.</param>
/// <param name="Tier">What it is for.</param>
/// <param name="Regions">Its regions; the first is the hub.</param>
/// <param name="Budget">What it may cost a month, in whole units of the currency.</param>
public sealed record EnvironmentAnswers(StackName Stack, ProjectId Project, Tier Tier, ImmutableArray<Region> Regions, int Budget)
{
    /// <summary>The region that backups lie in, of an environment with one region; null where another one of the company or of the country will do.</summary>
    public Region? Backup { get; init; }
}
