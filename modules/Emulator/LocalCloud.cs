using Infra.Emulator.Schema;
using Infra.Machine.Files;
using Infra.Model.Backends;
using Infra.Model.Machines;
using Infra.Model.Plans;
using Infra.Model.Properties;

namespace Infra.Emulator;

/// <summary>
/// A pretended Google Cloud with its clusters: it knows the rules of every type in use, keeps what was made apart from any state, and refuses
/// what Google, or a cluster's API server, would refuse. A rehearsal, never a substitute.
/// </summary>
public sealed class LocalCloud : ICloud
{
    private const string ProviderPrefix = "pulumi:providers:";
    private readonly CloudStore store;
    private readonly CloudNames names;
    private readonly GoogleDemands google;
    private readonly Lazy<CloudIndex> index;
    private readonly Dictionary<string, Urn> makers = new(StringComparer.Ordinal);

    private LocalCloud(CloudStore store, GoogleCatalog google)
    {
        this.store = store;
        this.google = new GoogleDemands(google);
        names = new CloudNames(store);

        // A preview of new resources asks the schemas only; what exists is read when it is first asked for.
        index = new Lazy<CloudIndex>(() =>
        {
            store.Load();
            CloudIndex made = new();
            foreach (CloudObject existing in store.Objects)
            {
                made.Add(existing);
            }

            return made;
        });
    }

    /// <summary>Opens the cloud as a stack sees it.</summary>
    /// <param name="files">The disk.</param>
    /// <param name="folder">Where the cloud is kept.</param>
    /// <param name="stack">Whose part is written.</param>
    public static LocalCloud Open(IFileSystem files, string folder, string stack) => Open(files, folder, stack, GoogleCatalog.Known);

    /// <summary>The same, with machine types and regions that are newer than the program.</summary>
    /// <param name="files">The disk.</param>
    /// <param name="folder">Where the cloud is kept.</param>
    /// <param name="stack">Whose part is written.</param>
    /// <param name="google">What Google has by name.</param>
    public static LocalCloud Open(IFileSystem files, string folder, string stack, GoogleCatalog google) => new(new CloudStore(files, Path.Combine(folder, "cloud"), stack), google);

    /// <summary>Whether a resource of a type may hold what cannot be made again; a type without a schema counts as one.</summary>
    public static bool MayHoldData(string type) => !type.StartsWith("pulumi:", StringComparison.Ordinal) && (SchemaCatalog.Shared.Find(type)?.Stateful ?? true);

    /// <summary>Whether resources of a type get the labels that a provider gives to all.</summary>
    public static bool TakesDefaultLabels(string type) => SchemaCatalog.Shared.Find(type)?.DefaultLabels ?? false;

    /// <summary>Whether a change of a type in place, at a path as <see cref="PropertyPath"/> writes it, makes the cloud recreate the machines behind it.</summary>
    public static bool RecreatesNodes(string type, string path) => SchemaCatalog.Shared.Find(type) is { } schema && Replacement.IsAtOrBelow(schema.RecreatesNodes, path);

    /// <inheritdoc />
    public void Save() => store.Save();

    /// <inheritdoc />
    public bool Knows(string type) => type.StartsWith(ProviderPrefix, StringComparison.Ordinal) || SchemaCatalog.Shared.Find(type) is not null;

    /// <inheritdoc />
    public bool IsStateful(string type) => SchemaCatalog.Shared.Find(type)?.Stateful ?? false;

    /// <inheritdoc />
    public bool ForcesReplacement(string type, string path, PropertyValue? before, PropertyValue? after) =>
        SchemaCatalog.Shared.Find(type) is { } schema && Replacement.IsForced(schema, path, before, after);

    /// <inheritdoc />
    public bool DeletesBeforeReplacing(string type, PropertyMap inputs) =>
        SchemaCatalog.Shared.Find(type) is { } schema && (schema.Name is null || inputs[schema.Name.Property] is not null);

    /// <inheritdoc />
    public IReadOnlyList<string> Check(string type, PropertyMap inputs) =>
        SchemaCatalog.Shared.Find(type) is { } schema ? InputCheck.Problems(schema, inputs) : [];

    /// <inheritdoc />
    public PropertyMap Predict(string type, PropertyMap inputs)
    {
        PropertyMap predicted = inputs;
        foreach (string path in SchemaCatalog.Shared.Find(type)?.Outputs.Keys ?? [])
        {
            // Whole outputs that are missing count as unknown by themselves; inside a block that was given they would be read as null.
            predicted = OutputTemplate.Put(predicted, path.Split('.'), PropertyValue.Unknown);
        }

        return predicted;
    }

    /// <inheritdoc />
    public string? DeletionForbiddenBy(string type, PropertyMap inputs)
    {
        IEnumerable<DeletionSchema> rules = SchemaCatalog.Shared.Find(type)?.Deletion ?? [];
        return rules.FirstOrDefault(rule => Forbids(rule, inputs[rule.Property]))?.Property;
    }

    private static bool Forbids(DeletionSchema rule, PropertyValue? given) => given switch
    {
        null or NullValue => rule.ForbiddenByDefault,
        BoolValue flag => string.Equals(flag.Value ? "true" : "false", rule.ForbiddenBy, StringComparison.Ordinal),
        StringValue text => string.Equals(text.Value, rule.ForbiddenBy, StringComparison.Ordinal),
        _ => false,
    };

    /// <inheritdoc />
    public CloudObject Create(Urn urn, PropertyMap inputs, PropertyMap provider, string? request = null, Func<Urn, bool>? comesBefore = null)
    {
        CloudIndex known = index.Value;
        string type = urn.Type;
        CloudObject made;
        if (SchemaCatalog.Shared.Find(type) is { } schema)
        {
            PropertyMap complete = names.Complete(schema, urn, inputs, provider);
            Demand(type, schema, complete, comesBefore);
            string id = OutputTemplate.Text(schema.Id, complete, id: null);
            made = new CloudObject(type, id, complete, Outputs(schema, complete, id));
        }
        else
        {
            made = new CloudObject(type, names.FreeId(urn), inputs, inputs);
        }

        if (store.Find(type, made.Id) is not null)
        {
            throw new CloudException("409 alreadyExists", $"'{made.Id}' already exists. Import it, or give the new one another name.");
        }

        made = made with { Request = request };
        makers[CloudStore.Key(type, made.Id)] = urn;
        known.Add(made);
        store.Put(made);
        return made;
    }

    /// <inheritdoc />
    public CloudObject Update(string type, string id, PropertyMap inputs, PropertyMap provider, string? request = null, Func<Urn, bool>? comesBefore = null)
    {
        CloudObject old = Existing(type, id);
        CloudObject changed = old with { Inputs = inputs, Outputs = inputs };
        if (SchemaCatalog.Shared.Find(type) is { } schema)
        {
            PropertyMap complete = CloudNames.Complete(schema, inputs, provider, old.Inputs);
            Demand(type, schema, complete, comesBefore);
            changed = old with { Inputs = complete, Outputs = Outputs(schema, complete, id) };
        }

        changed = changed with { Request = request };
        index.Value.Remove(old);
        index.Value.Add(changed);
        store.Put(changed);
        return changed;
    }

    /// <inheritdoc />
    public void Delete(string type, string id, PropertyMap inputs)
    {
        if (Read(type, id) is not { } existing)
        {
            return;
        }

        if (DeletionForbiddenBy(type, existing.Inputs) is { } setting)
        {
            throw new CloudException("400 failedPrecondition", $"'{id}' cannot be deleted while its {setting} forbids it.");
        }

        CloudObject[] going = [.. WithParts(existing)];
        if (going.SelectMany(index.Value.Users).Except(going.Select(g => CloudStore.Key(g.Type, g.Id)), StringComparer.Ordinal).FirstOrDefault() is { } user)
        {
            throw new CloudException("400 resourceInUseByAnotherResource", $"'{id}' is in use by '{user[(user.IndexOf('|', StringComparison.Ordinal) + 1)..]}'.");
        }

        Remove(going);
    }

    /// <summary>What this stack made and what still exists of it.</summary>
    public IEnumerable<CloudObject> Own
    {
        get
        {
            _ = index.Value;
            return store.Own;
        }
    }

    /// <summary>Changes a resource past every rule, as a person at the console does.</summary>
    public void Change(CloudObject changed)
    {
        index.Value.Remove(Existing(changed.Type, changed.Id));
        index.Value.Add(changed);
        store.Put(changed);
    }

    /// <summary>Deletes a resource past every rule, with its parts.</summary>
    /// <returns>How many parts went with it.</returns>
    public int Forget(CloudObject gone)
    {
        CloudObject[] going = [.. WithParts(gone)];
        Remove(going);
        return going.Length - 1;
    }

    /// <inheritdoc />
    public CloudObject? Read(string type, string id)
    {
        _ = index.Value;
        return store.Find(type, id);
    }

    /// <inheritdoc />
    public IReadOnlyList<CloudObject> Requested(string prefix)
    {
        _ = index.Value;
        return [.. store.Objects.Where(o => o.Request?.StartsWith(prefix, StringComparison.Ordinal) ?? false).OrderBy(o => CloudStore.Key(o.Type, o.Id), StringComparer.Ordinal)];
    }

    // Parts first: the nodes and objects of a cluster, the members of a policy. What another stack made is in that stack's journal, and stays there for it.
    private IEnumerable<CloudObject> WithParts(CloudObject whole) =>
        index.Value.Parts(whole).Where(store.IsOwn).Select(store.FindByKey).OfType<CloudObject>().SelectMany(WithParts).Append(whole);

    private void Remove(CloudObject[] going)
    {
        foreach (CloudObject gone in going)
        {
            index.Value.Remove(gone);
            store.Remove(gone.Type, gone.Id);
        }
    }

    private CloudObject Existing(string type, string id) =>
        Read(type, id) ?? throw new CloudException("404 notFound", $"'{id}' does not exist any more. Somebody deleted it outside this program.");

    private static PropertyMap Outputs(TypeSchema schema, PropertyMap complete, string id)
    {
        PropertyMap outputs = complete;
        foreach ((string path, string template) in schema.Outputs)
        {
            outputs = OutputTemplate.Put(outputs, path.Split('.'), OutputTemplate.Fill(template, complete, id));
        }

        return outputs;
    }

    private void Demand(string type, TypeSchema schema, PropertyMap inputs, Func<Urn, bool>? comesBefore) =>
        new CloudDemands(index.Value, store, google, made => comesBefore is not null && makers.TryGetValue(CloudStore.Key(made.Type, made.Id), out Urn maker) && !comesBefore(maker) ? maker : null)
            .Check(type, schema, inputs);
}
