using System.Collections.Immutable;
using Infra.Model.Values;

namespace Infra.Settings.Platform;

/// <summary>What runs: the tenants, applications and add-ons of all environments.</summary>
/// <param name="Repository">The repository that holds the applications' manifests.</param>
/// <param name="Platform">This repository, whose gitops/ Argo CD reads.</param>
/// <param name="Tenants">The tenants, in ordinal order.</param>
/// <param name="Apps">The applications, in ordinal order.</param>
/// <param name="AddOns">The add-ons, in ordinal order.</param>
public sealed record Catalog(
    RepositoryUrl Repository,
    RepositoryUrl Platform,
    ImmutableArray<TenantSettings> Tenants,
    ImmutableArray<AppSettings> Apps,
    ImmutableArray<AddOnSettings> AddOns);
