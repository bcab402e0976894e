using Infra.GitOps.Templates;

namespace Infra.GitOps.Tests;

/// <summary>How the deletion of an object goes on to those that it owns.</summary>
internal enum Propagation
{
    Foreground,
    Background,
    Orphan,
}

/// <summary>The API of one cluster: its objects, what it refuses, and what it deletes by itself.</summary>
internal sealed class ClusterApi
{
    private readonly Dictionary<(string Group, string Kind), bool> kinds = new(ApiKinds.BuiltIn);
    private readonly SortedDictionary<ObjectKey, LiveObject> objects = [];
    private readonly Func<TimeSpan> now;
    private int lastUid;
    private (long Changes, ILookup<string?, LiveObject> Objects) tracked = (-1, Array.Empty<LiveObject>().ToLookup(Tracking.Application));

    /// <summary>An empty cluster with the namespaces that every cluster has.</summary>
    /// <param name="name">Its name, as the simulator's events say it.</param>
    /// <param name="now">The virtual time.</param>
    public ClusterApi(string name, Func<TimeSpan> now)
    {
        (Name, this.now) = (name, now);
        foreach (string space in new[] { "default", "kube-node-lease", "kube-public", "kube-system" })
        {
            Put(Namespace(space));
        }
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Whether Argo CD reaches it.</summary>
    public bool Reachable { get; set; } = true;

    /// <summary>Says why the cluster refuses an object, as an admission webhook does; null lets it through.</summary>
    public Func<IReadOnlyDictionary<string, object?>, string?> Admission { get; set; } = _ => null;

    /// <summary>Grows with every change.</summary>
    public long Changes { get; private set; }

    /// <summary>Every object, ordered by key.</summary>
    public IReadOnlyCollection<LiveObject> Objects => objects.Values;

    /// <summary>The objects that are tracked to an Application, ordered by key.</summary>
    public IEnumerable<LiveObject> TrackedTo(string application)
    {
        if (tracked.Changes != Changes)
        {
            tracked = (Changes, objects.Values.ToLookup(Tracking.Application));
        }

        return tracked.Objects[application];
    }

    /// <summary>The manifest of a namespace.</summary>
    public static Dictionary<string, object?> Namespace(string name) => (Dictionary<string, object?>)YamlValues.Read($"{{apiVersion: v1, kind: Namespace, metadata: {{name: '{name}'}}}}")!;

    /// <summary>Lets the cluster serve a kind that no object of it defines.</summary>
    public void Serve(string group, string kind, bool namespaced = true) => kinds[(group, kind)] = namespaced;

    /// <summary>Whether objects of a kind stand in namespaces; null where the cluster does not serve it.</summary>
    public bool? IsNamespaced(string group, string kind)
    {
        if (kinds.TryGetValue((group, kind), out bool namespaced))
        {
            return namespaced;
        }

        LiveObject? definition = objects.Values.FirstOrDefault(o => IsDefinition(o) && o.Manifest.Text("spec", "group") == group && o.Manifest.Text("spec", "names", "kind") == kind);
        return definition is null ? null : definition.Manifest.Text("spec", "scope") == "Namespaced";
    }

    /// <summary>An object, or null.</summary>
    public LiveObject? Find(ObjectKey key) => objects.GetValueOrDefault(key);

    /// <summary>Writes an object past Argo CD, as a person with kubectl.</summary>
    public LiveObject Put(IReadOnlyDictionary<string, object?> manifest)
    {
        ObjectKey key = ObjectKey.Of(manifest);
        if (objects.TryGetValue(key, out LiveObject? live))
        {
            Write(live, manifest.Copy());
            return live;
        }

        return objects[key] = Create(key, manifest.Copy());
    }

    /// <summary>Applies an object as Argo CD does.</summary>
    /// <returns>Why the API refuses it; null when it was applied.</returns>
    public string? Apply(IReadOnlyDictionary<string, object?> target, out bool changed)
    {
        changed = false;
        ObjectKey key = ObjectKey.Of(target);
        if (IsNamespaced(key.Group, key.Kind) is not { } namespaced)
        {
            return $"no matches for kind \"{key.Kind}\" in group \"{key.Group}\"";
        }

        LiveObject? space = namespaced ? Find(new ObjectKey("", "Namespace", "", key.Namespace)) : null;
        LiveObject? live = Find(key);
        if (namespaced && (space is null || (live is null && space.DeletedAt is not null)))
        {
            return space is null ? $"namespaces \"{key.Namespace}\" not found" : $"namespace \"{key.Namespace}\" is being terminated";
        }

        if (Admission(target) is { } refused)
        {
            return refused;
        }

        if (live is null)
        {
            changed = true;
            live = objects[key] = Create(key, target.Copy());
        }
        else
        {
            changed = ServerSideApply.Differs(live.Manifest, live.Applied, target, []);
            if (changed)
            {
                Write(live, ServerSideApply.Merge(live.Manifest, live.Applied, target));
            }
        }

        live.Applied = target.Copy();
        return null;
    }

    /// <summary>Writes new fields of an object.</summary>
    public void Write(LiveObject live, Dictionary<string, object?> manifest)
    {
        live.Manifest = manifest;
        live.ChangedAt = now();
        Touch(live);
        Finish(live);
    }

    /// <summary>Tells watches that an object changed.</summary>
    public void Touch(LiveObject live)
    {
        live.Version++;
        Changes++;
    }

    /// <summary>Deletes an object; one with finalizers stays until they are gone.</summary>
    public void Delete(ObjectKey key, Propagation propagation = Propagation.Background)
    {
        if (Find(key) is not { DeletedAt: null } live)
        {
            return;
        }

        foreach (LiveObject owned in propagation == Propagation.Orphan ? objects.Values.Where(o => o.OwnerUid == live.Uid).ToList() : [])
        {
            owned.OwnerUid = null;
        }

        live.DeletedAt = now();
        live.WaitsForContent = Content(live).Any() || (propagation == Propagation.Foreground && objects.Values.Any(o => o.OwnerUid == live.Uid));
        Touch(live);
        Finish(live);
    }

    /// <summary>What the cluster's own controllers delete now: what a deleted object owned or contained. Source: Kubernetes' garbage collector, namespace controller and finalizer of custom resources.</summary>
    public void Collect()
    {
        HashSet<int> standing = [.. objects.Values.Where(o => o.DeletedAt is null).Select(o => o.Uid)];
        foreach (LiveObject live in objects.Values.ToList())
        {
            if (live.OwnerUid is { } owner && !standing.Contains(owner) && objects.Values.FirstOrDefault(o => o.Uid == owner) is null or { WaitsForContent: true })
            {
                Delete(live.Key);
            }

            if (live is { DeletedAt: not null, WaitsForContent: true })
            {
                List<LiveObject> content = [.. Content(live), .. objects.Values.Where(o => o.OwnerUid == live.Uid)];
                content.ForEach(o => Delete(o.Key));
                live.WaitsForContent = content.Any(o => Find(o.Key) is not null);
                Finish(live);
            }
        }
    }

    private static bool IsDefinition(LiveObject live) => live.Key is { Group: "apiextensions.k8s.io", Kind: "CustomResourceDefinition" };

    private IEnumerable<LiveObject> Content(LiveObject live) => live.Key switch
    {
        { Group: "", Kind: "Namespace" } => objects.Values.Where(o => o.Key.Namespace == live.Key.Name).ToList(),
        _ when IsDefinition(live) => objects.Values.Where(o => o.Key.Group == live.Manifest.Text("spec", "group") && o.Key.Kind == live.Manifest.Text("spec", "names", "kind")).ToList(),
        _ => [],
    };

    private LiveObject Create(ObjectKey key, Dictionary<string, object?> manifest)
    {
        Changes++;
        return new LiveObject(key, ++lastUid, now(), manifest);
    }

    private void Finish(LiveObject live)
    {
        if (live is { DeletedAt: not null, WaitsForContent: false } && live.Finalizers.Count == 0 && objects.Remove(live.Key))
        {
            Changes++;
        }
    }
}
