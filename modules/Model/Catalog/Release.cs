using System.Collections.Immutable;

namespace Infra.Model;

/// <summary>What an environment runs. A promotion gives the next environment the same.</summary>
/// <param name="Revision">The revision of the applications' repository that Argo CD follows there; a commit outside development.</param>
/// <param name="Platform">The revision of this repository, whose tenants and sets Argo CD follows there; a commit outside development.</param>
/// <param name="AddOns">The add-ons that it has, each with the version of its chart.</param>
/// <param name="Secrets">In production the versions of the secrets; elsewhere none, because the latest is followed.</param>
/// <param name="Event">The event whose values lie over all others, such as a festival; null outside events.</param>
public sealed record Release(
    GitRevision Revision,
    GitRevision Platform,
    ImmutableSortedDictionary<string, ChartVersion> AddOns,
    ImmutableSortedDictionary<string, int> Secrets,
    KubernetesName? Event);
