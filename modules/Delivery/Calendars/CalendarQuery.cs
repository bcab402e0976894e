using System.Collections.Immutable;
using Infra.Model.Values;
using NodaTime;

namespace Infra.Delivery.Calendars;

/// <summary>What is asked of the calendar.</summary>
/// <param name="Environment">The environment that something is to be done to.</param>
/// <param name="At">When.</param>
/// <param name="Class">How much it risks; who does not know says <see cref="ChangeClass.Major"/>.</param>
public sealed record CalendarQuery(StackName Environment, Instant At, ChangeClass Class)
{
    /// <summary>The tags of the services that it touches; none means that it may touch every service.</summary>
    public ImmutableArray<KubernetesName> Tags { get; init; } = [];

    /// <summary>The regions that it touches; none means that it may touch every region.</summary>
    public ImmutableArray<Region> Regions { get; init; } = [];
}
