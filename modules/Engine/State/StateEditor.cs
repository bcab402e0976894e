using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Model.Masking;
using Infra.Model.Plans;
using Infra.Model.Properties;

namespace Infra.Engine.State;

/// <summary>Works out edits of a state. Pure.</summary>
internal static partial class StateEditor
{
    private const int Shown = 10;

    /// <summary>Gives a resource another name; what refers to it follows.</summary>
    /// <param name="state">The state.</param>
    /// <param name="name">Its name or URN.</param>
    /// <param name="now">Its new name.</param>
    /// <param name="forces">Whether a type's input at a path cannot change in place.</param>
    /// <exception cref="InfraException">There is no such resource, or the name is taken or no name.</exception>
    public static StateEdit Rename(StackState state, string name, string now, Func<string, string, PropertyValue?, PropertyValue?, bool> forces)
    {
        ResourceState found = Find(state, name);
        if (!NameForm().IsMatch(now))
        {
            throw Refused($"The new name '{Printable.Text(Printable.Cut(now, 100))}' is no name of a resource: 1 to 200 letters, digits, dots, hyphens and underscores, beginning with a letter or a digit.");
        }

        if (found.Urn == Urn.Root(state.Stack, state.Project))
        {
            throw Refused("The root of a stack is named after it. Nothing was renamed.");
        }

        Urn renamed = new(found.Urn.Value[..^found.Urn.Name.Length] + now);
        if (state.Resources.Any(r => r.Urn == renamed))
        {
            throw Refused($"There is a {renamed.Type} with the name {now} already: {renamed}. Nothing was renamed.");
        }

        RenamedUrns names = new();
        names.Add(found.Urn, renamed);
        return new StateEdit(state with { Resources = [.. state.Resources.Select(r => names.Follow(r.Urn == found.Urn ? r with { Urn = renamed } : r))] })
        {
            Changes = [new StateChange(found.Urn, renamed, found.Id, found.Protect) { NameFixedBy = [.. Fixed(found, now, forces)] }],
        };
    }

    /// <summary>Forgets a resource, which stays in the cloud.</summary>
    /// <param name="state">The state.</param>
    /// <param name="name">Its name or URN.</param>
    /// <param name="force">Whether one that is protected is meant.</param>
    /// <param name="dependents">Whether what depends on it is meant too.</param>
    /// <exception cref="InfraException">There is no such resource, it is protected, or others depend on it.</exception>
    public static StateEdit Forget(StackState state, string name, bool force, bool dependents)
    {
        ResourceState found = Find(state, name);
        HashSet<Urn> doomed = [found.Urn];
        ResourceState[] forgotten = [.. state.Resources.Where(r => doomed.Contains(r.Urn) || (Needs(r).Any(doomed.Contains) && doomed.Add(r.Urn)))];
        List<string> problems = [];
        if (forgotten.Length > 1 && !dependents)
        {
            problems.Add($"{forgotten.Length - 1} recorded resources depend on {found.Urn}: {Listed(forgotten.Where(r => r != found))}. If they are meant too, pass --target-dependents.");
        }

        if (forgotten.Where(r => r.Protect && (dependents || r == found)).ToArray() is { Length: > 0 } guarded && !force)
        {
            problems.Add($"{Listed(guarded)} {(guarded.Length == 1 ? "is" : "are")} protected. If that is meant, pass --force.");
        }

        if (problems.Count > 0)
        {
            throw Refused(string.Join('\n', problems.Append("Nothing was forgotten.")));
        }

        return new StateEdit(state with { Resources = state.Resources.RemoveRange(forgotten) })
        {
            Changes = [.. forgotten.Select(r => new StateChange(r.Urn, null, r.Id, r.Protect))],
        };
    }

    /// <summary>Puts what is in the cloud into the record; what is gone there is forgotten, and nothing depends on it any more.</summary>
    /// <param name="state">The state.</param>
    /// <param name="drifts">What differs.</param>
    /// <param name="actual">A resource as the cloud has it.</param>
    /// <param name="inputs">The inputs of a resource that would make it as the cloud has it.</param>
    public static StateEdit Refresh(StackState state, ImmutableArray<ResourceDrift> drifts, Func<ResourceState, CloudObject?> actual, Func<ResourceState, CloudObject, PropertyMap> inputs)
    {
        ImmutableHashSet<Urn> gone = [.. drifts.Where(d => d.IsGone).Select(d => d.Urn)];
        ImmutableHashSet<Urn> changed = [.. drifts.Where(d => !d.IsGone).Select(d => d.Urn)];
        ImmutableArray<ResourceState> read =
        [
            .. state.Resources.Where(r => r.PendingDelete || !gone.Contains(r.Urn))
                .Select(r => !r.PendingDelete && changed.Contains(r.Urn) && actual(r) is { } now ? r with { Inputs = inputs(r, now), Outputs = now.Outputs } : r)
                .Select(r => Without(r, gone)),
        ];
        return new StateEdit(state with { Resources = read }) { Drifts = drifts };
    }

    /// <summary>The one resource of a name or URN.</summary>
    /// <exception cref="InfraException">There is none, or there are several.</exception>
    public static ResourceState Find(StackState state, string name)
    {
        ResourceState[] found = [.. state.Resources.Where(r => !r.PendingDelete && (r.Urn.Value == name || r.Urn.Name == name))];
        if (found.Length == 0)
        {
            throw Refused($"No recorded resource of {state.Stack} has the name or URN '{Printable.Text(Printable.Cut(name, 300))}'.{Near(state, name)} `infra state show {state.Stack}` lists them.");
        }

        if (found.Length > 1)
        {
            throw Refused($"{found.Length} recorded resources of {state.Stack} have the name {Printable.Text(name)}. Give the URN of one:\n{string.Join('\n', found.Select(f => f.Urn.Value))}");
        }

        return found[0].PendingReplacement || state.Resources.Any(r => r.PendingDelete && r.Urn == found[0].Urn)
            ? throw Refused($"{found[0].Urn} is in the middle of a replacement. `infra up {state.Stack}` ends it; edit the state after that.")
            : found[0];
    }

    private static IEnumerable<string> Fixed(ResourceState resource, string now, Func<string, string, PropertyValue?, PropertyValue?, bool> forces) =>
        PropertyDiffer.Diff(resource.Inputs, PropertyMap.From(resource.Inputs.Select(p => KeyValuePair.Create(p.Key, Renamed(p.Value, resource.Urn.Name, now)))), (path, old, wanted) => forces(resource.Urn.Type, path, old, wanted))
            .Where(d => d.ForcesReplacement).Select(d => d.Path);

    private static PropertyValue Renamed(PropertyValue value, string name, string now) => value switch
    {
        StringValue text when text.Value == name => PropertyValue.Of(now),
        MapValue map => PropertyValue.Of(PropertyMap.From(map.Map.Select(p => KeyValuePair.Create(p.Key, Renamed(p.Value, name, now))))),
        _ => value,
    };

    private static IEnumerable<Urn> Needs(ResourceState resource) => resource.Provider is { } provider ? resource.Needs.Append(provider) : resource.Needs;

    private static ResourceState Without(ResourceState resource, ImmutableHashSet<Urn> gone) => !resource.DependsOn.Any(gone.Contains) ? resource : resource with
    {
        DependsOn = [.. resource.DependsOn.Where(d => !gone.Contains(d))],
        PropertyDependencies = resource.PropertyDependencies
            .Select(p => KeyValuePair.Create(p.Key, p.Value.Where(u => !gone.Contains(u)).ToImmutableArray())).Where(p => !p.Value.IsEmpty)
            .ToImmutableSortedDictionary(StringComparer.Ordinal),
    };

    private static string Near(StackState state, string name) => Spelling.Nearest(name, state.Resources.Select(r => r.Urn.Name).Distinct()) is { } near ? $" Did you mean {near}?" : "";

    private static string Listed(IEnumerable<ResourceState> resources)
    {
        string[] names = [.. resources.Select(r => $"{r.Urn.Type} {r.Urn.Name}")];
        return string.Join(", ", names.Take(Shown)) + (names.Length > Shown ? $" and {names.Length - Shown} more" : "");
    }

    private static InfraException Refused(string message) => new(ErrorKind.Configuration, message);

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$")]
    private static partial Regex NameForm();
}
