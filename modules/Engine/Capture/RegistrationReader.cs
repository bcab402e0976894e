using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Infra.Model.Errors;
using Infra.Model.Properties;
using Pulumi;
using Pulumi.Utilities;

namespace Infra.Engine.Capture;

/// <summary>Makes registrations of declarations: inputs as values, dependencies and aliases as URNs.</summary>
/// <param name="program">The program.</param>
/// <param name="declarations">What it has declared.</param>
/// <param name="digest">The keyed digest of secrets.</param>
/// <param name="refuse">Takes what cannot be.</param>
internal sealed class RegistrationReader(StackProgram program, Declarations declarations, Func<PropertyValue, string> digest, Action<InfraException> refuse)
{
    /// <summary>The registration of a resource whose values are known.</summary>
    /// <param name="resource">Its declaration.</param>
    /// <param name="json">Its inputs, as <see cref="WireArgs"/> carried them.</param>
    /// <param name="walk">What its inputs depend on.</param>
    /// <param name="dependsOn">What it depends on explicitly.</param>
    /// <param name="readId">The id where the program reads it.</param>
    public Registration Read(Declared resource, string json, Walk walk, IReadOnlyList<Resource> dependsOn, string? readId)
    {
        ImmutableSortedDictionary<string, ImmutableArray<Urn>>.Builder byProperty =
            ImmutableSortedDictionary.CreateBuilder<string, ImmutableArray<Urn>>(StringComparer.Ordinal);
        HashSet<Urn> all = [];
        foreach ((string property, HashSet<Resource> resources) in walk.ByProperty)
        {
            ImmutableArray<Urn> urns = Expand(resource, resources);
            if (urns.Length > 0)
            {
                byProperty[property] = urns;
                all.UnionWith(urns);
            }
        }

        foreach (Resource dependency in dependsOn)
        {
            if (declarations.Of(dependency) is { } known && !ReferenceEquals(known, resource) && resource.IsAtOrBelow(known))
            {
                refuse(new InfraException(
                    ErrorKind.Configuration,
                    $"{resource.Urn} depends on {known.Urn}, which it is a part of. A component is done only when its children are; depend on what is inside it."));
            }
        }

        all.UnionWith(Expand(resource, dependsOn));
        CustomResourceOptions? custom = resource.Options as CustomResourceOptions;
        if (resource.Provider is { } provider)
        {
            all.Add(provider.Urn);
        }

        return new Registration
        {
            Index = resource.Index,
            Urn = resource.Urn,
            Custom = resource.Custom,
            Parent = resource.Parent?.Urn,
            Provider = resource.Provider?.Urn,
            Inputs = RewriteUrns(Wire.ReadInputs(json, walk, digest), walk),
            PropertyDependencies = byProperty.ToImmutable(),
            DependsOn = Sorted(all),
            Protect = resource.Protect,
            RetainOnDelete = resource.RetainOnDelete,
            DeleteBeforeReplace = custom?.DeleteBeforeReplace,
            IgnoreChanges = [.. resource.Options.IgnoreChanges],
            ReplaceOnChanges = [.. resource.Options.ReplaceOnChanges],
            Aliases = Aliases(resource),
            ReadId = string.IsNullOrEmpty(readId) ? null : readId,
            ImportId = string.IsNullOrEmpty(custom?.ImportId) ? null : custom.ImportId,
        };
    }

    private ImmutableArray<Urn> Expand(Declared user, IEnumerable<Resource> resources)
    {
        HashSet<Urn> urns = [];
        foreach (Resource resource in resources)
        {
            if (declarations.Of(resource) is { } known)
            {
                known.Expand(user.Index, urns);
            }
        }

        urns.Remove(user.Urn);
        return Sorted(urns);
    }

    private static ImmutableArray<Urn> Sorted(HashSet<Urn> urns)
    {
        Urn[] sorted = [.. urns];
        Array.Sort(sorted, static (a, b) => string.CompareOrdinal(a.Value, b.Value));
        return ImmutableCollectionsMarshal.AsImmutableArray(sorted);
    }

    // A mock's URNs know the first parent only. Where a program uses a URN as an input, put the real one.
    private PropertyMap RewriteUrns(PropertyMap inputs, Walk walk)
    {
        Dictionary<string, string>? wrong = null;
        foreach (Resource resource in walk.ByProperty.Values.SelectMany(r => r))
        {
            if (declarations.Of(resource) is { Parent: not null } known && known.Parent?.Parent is not null)
            {
                string qualified = $"{known.Parent.Urn.Type}${known.Urn.Type}";
                wrong ??= new Dictionary<string, string>(StringComparer.Ordinal);
                wrong[$"urn:pulumi:{program.Stack}::{program.Project}::{qualified}::{known.Urn.Name}"] = known.Urn.Value;
            }
        }

        return wrong is null ? inputs : ((MapValue)Rewrite(PropertyValue.Of(inputs), wrong)).Map;
    }

    private static PropertyValue Rewrite(PropertyValue value, Dictionary<string, string> wrong) => value switch
    {
        StringValue text when wrong.TryGetValue(text.Value, out string? right) => PropertyValue.Of(right),
        MapValue map => PropertyValue.Of(PropertyMap.From(map.Map.Select(e => KeyValuePair.Create(e.Key, Rewrite(e.Value, wrong))))),
        ListValue list => PropertyValue.Of([.. list.Items.Select(i => Rewrite(i, wrong))]),
        _ => value,
    };

    // Aliases that the SDK adds by itself (an Input that is not a plain Alias of ours) are resolved like any other.
    private ImmutableArray<Urn> Aliases(Declared resource)
    {
        List<Urn> aliases = [];
        foreach (Input<Alias> input in resource.Options.Aliases)
        {
            Task<Alias> value = OutputUtilities.GetValueAsync(input.ToOutput());
            if (value.IsCompletedSuccessfully && value.Result is { } alias)
            {
                aliases.Add(Resolve(alias, resource));
            }
        }

        return [.. aliases.Distinct().Where(a => a != resource.Urn)];
    }

    private Urn Resolve(Alias alias, Declared resource)
    {
        if (alias.Urn is { Length: > 0 } urn)
        {
            return new Urn(urn);
        }

        Urn parent = alias.NoParent ? declarations.Root
            : alias.Parent is { } given && declarations.Of(given) is { } known ? known.Urn
            : resource.Parent?.Urn ?? declarations.Root;
        return Urn.Child(
            Text(alias.Stack) ?? program.Stack, Text(alias.Project) ?? program.Project, parent, Text(alias.Type) ?? resource.Urn.Type, Text(alias.Name) ?? resource.Urn.Name);
    }

    private static string? Text(Input<string>? input)
    {
        if (input is null)
        {
            return null;
        }

        Task<string> value = OutputUtilities.GetValueAsync(input.ToOutput());
        return value.IsCompletedSuccessfully && !string.IsNullOrEmpty(value.Result) ? value.Result : null;
    }
}
