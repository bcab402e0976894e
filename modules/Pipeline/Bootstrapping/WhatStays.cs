using System.Collections.Immutable;
using Infra.Model.Plans;

namespace Infra.Pipeline.Bootstrapping;

/// <summary>Tells what an undo of bootstrap leaves, by name and with the reason. Pure.</summary>
public static class WhatStays
{
    private const string Project = "gcp:organizations/project:Project";
    private const string Pool = "gcp:iam/workloadIdentityPool:WorkloadIdentityPool";
    private const string KeyRing = "gcp:kms/keyRing:KeyRing";
    private const string Bucket = "gcp:storage/bucket:Bucket";

    /// <summary>The resources that cannot go: buckets with a locked retention, and whatever they need.</summary>
    public static ImmutableHashSet<string> Urns(IReadOnlyCollection<PlacedResource> resources)
    {
        Dictionary<string, PlacedResource> known = resources.ToDictionary(r => r.Urn, StringComparer.Ordinal);
        HashSet<string> staying = new(StringComparer.Ordinal);
        Queue<PlacedResource> open = new(resources.Where(r => r.IsLocked));
        while (open.TryDequeue(out PlacedResource? resource))
        {
            if (staying.Add(resource.Urn))
            {
                foreach (PlacedResource needed in resource.Needs.Select(known.GetValueOrDefault).OfType<PlacedResource>())
                {
                    open.Enqueue(needed);
                }
            }
        }

        return [.. staying];
    }

    /// <summary>One line for each thing that is left in the cloud, recorded or not.</summary>
    public static ImmutableArray<string> Lines(IReadOnlyCollection<PlacedResource> resources)
    {
        ImmutableHashSet<string> staying = Urns(resources);
        List<string> locked = [.. resources.Where(r => r.IsLocked).Select(r => r.Id!)];
        return
        [
            .. resources.Where(r => r.Custom).Select(r => (Resource: r, Type: new Urn(r.Urn).Type)).Select(r => r switch
            {
                { Resource.IsLocked: true } => $"bucket {r.Resource.Id}: its retention is locked, so it stays until its last record is old enough",
                { Resource: var kept, Type: Project or KeyRing or Bucket } when staying.Contains(kept.Urn) => $"{Kind(r.Type)} {kept.Id}: {string.Join(", ", locked)} needs it",
                { Resource: var gone, Type: Project } => $"project id {gone.Id}: Google keeps the deleted project for 30 days and gives the id to nobody else after",
                { Resource: var gone, Type: Pool } => $"workload identity pool {gone.Id}: Google keeps it for 30 days, and its name with it",
                { Resource: var gone, Type: KeyRing } => $"key ring {gone.Id}: Google never deletes one; it goes with its project",
                _ => null,
            }).OfType<string>(),
        ];
    }

    private static string Kind(string type) => type switch
    {
        Project => "project",
        KeyRing => "key ring",
        _ => "bucket",
    };
}
