using System.Collections.Immutable;
using Infra.Engine.Capture;
using Infra.Engine.State;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Model.Masking;
using Infra.Model.Plans;
using Infra.Model.Properties;

namespace Infra.Engine.Steps;

/// <summary>
/// Takes a resource that exists in the cloud over into the record, where the program declares it just so. The components and providers above it are
/// recorded with it, because they are nothing in the cloud; what else it depends on has to be recorded before.
/// </summary>
/// <param name="state">The state.</param>
/// <param name="cloud">The cloud.</param>
/// <param name="declared">What the program declares.</param>
internal sealed class Adoption(StackState state, ICloud cloud, IReadOnlyDictionary<Urn, Registration> declared)
{
    private const int Shown = 10;
    private const string Provider = "pulumi:providers:";

    /// <summary>Finds what is to be adopted, and how it differs from what is declared.</summary>
    /// <exception cref="InfraException">It is not declared, recorded already, not there, or depends on what is not recorded.</exception>
    public AdoptedResource Find(string type, string name, string id)
    {
        Registration target = Target(type, name);
        if (state.Resources.FirstOrDefault(r => r.Urn == target.Urn || (r.Urn.Type == type && r.Id == id && !r.External)) is { } recorded)
        {
            throw Refused($"{recorded.Urn.Type} {recorded.Urn.Name} is recorded already, with the id {recorded.Id}. `infra refresh {state.Stack}` reads what it is now; `infra state rm {state.Stack} {recorded.Urn.Name}` forgets it.");
        }

        CloudObject actual = cloud.Read(type, id)
            ?? throw new InfraException(ErrorKind.Resource, $"404 notFound: there is no {Printable.Text(type)} with the id '{Printable.Text(Printable.Cut(id, 300))}' to import. `infra cloud show {state.Stack}` lists those of the emulator.");
        (Registration[] above, Registration[] missing) = Needed(target);
        return missing.Length > 0
            ? throw Refused($"{type} {name} depends on what is not recorded: {Listed(missing)}. Import or make that first.")
            : new AdoptedResource(target, [.. above]) { Id = id, Differences = Differences(target, actual) };
    }

    /// <summary>What is declared under a type and a name.</summary>
    /// <exception cref="InfraException">Nothing is, or several resources are, or a component is.</exception>
    public Registration Target(string type, string name)
    {
        Registration[] found = [.. declared.Values.Where(r => r.Urn.Type == type && r.Urn.Name == name)];
        Registration target = found.Length == 1 ? found[0] : throw Refused(found.Length == 0 ? NotDeclared(type, name) : $"The settings declare {found.Length} resources {Printable.Text(type)} {Printable.Text(name)}, below different parents; import takes one.");
        return target.Custom ? target : throw Refused($"{type} {name} is a component: it is nothing in the cloud. Import the resources below it.");
    }

    /// <summary>The components above a resource, the outermost first.</summary>
    public IEnumerable<Urn> Above(Registration target)
    {
        Stack<Urn> above = new();
        for (Registration? next = target; next?.Parent is { } parent && parent.Type != Urn.RootType; next = declared.GetValueOrDefault(parent))
        {
            above.Push(parent);
        }

        return above;
    }

    // What somebody declared has to be as declared. What nobody declared at the top level is the cloud's own business, and so is what it decides inside.
    private ImmutableArray<PropertyDiff> Differences(Registration target, CloudObject actual)
    {
        PropertyMap expected = cloud.Predict(target.Urn.Type, target.Inputs);
        string[] keys = [.. target.Inputs.Keys];
        PropertyMap there = PropertyMap.From(keys.Where(k => actual.Outputs[k] is not null).Select(k => KeyValuePair.Create(k, actual.Outputs[k]!)));
        PropertyMap wanted = PropertyMap.From(keys.Select(k => (Key: k, Value: Known(expected[k] ?? target.Inputs[k], actual.Outputs[k]))).Where(e => e.Value is not null).Select(e => KeyValuePair.Create(e.Key, e.Value!)));
        return PropertyDiffer.Diff(there, wanted, (_, _, _) => false);
    }

    private static PropertyValue? Known(PropertyValue? expected, PropertyValue? actual) => (expected, actual) switch
    {
        (UnknownValue, _) => actual,
        (MapValue e, MapValue a) => PropertyValue.Of(PropertyMap.From(e.Map.Select(p => (p.Key, Value: Known(p.Value, a.Map[p.Key]))).Where(p => p.Value is not null).Select(p => KeyValuePair.Create(p.Key, p.Value!)))),
        (ListValue e, ListValue a) when e.Items.Length == a.Items.Length => PropertyValue.Of([.. e.Items.Select((item, i) => Known(item, a.Items[i]) ?? PropertyValue.Null)]),
        _ => expected,
    };

    private (Registration[] Above, Registration[] Missing) Needed(Registration target)
    {
        HashSet<Urn> known = [.. state.Resources.Select(r => r.Urn)];
        HashSet<Urn> seen = [];
        Stack<Registration> open = new([target]);
        while (open.TryPop(out Registration? next))
        {
            foreach (Urn need in Needs(next).Where(n => !known.Contains(n) && seen.Add(n)))
            {
                if (declared.TryGetValue(need, out Registration? needed))
                {
                    open.Push(needed);
                }
            }
        }

        ILookup<bool, Registration> parts = seen.Where(declared.ContainsKey).Select(u => declared[u]).OrderBy(r => r.Index).ToLookup(r => !r.Custom || r.Urn.Type.StartsWith(Provider, StringComparison.Ordinal));
        return ([.. parts[true]], [.. parts[false]]);
    }

    private static IEnumerable<Urn> Needs(Registration registration)
    {
        IEnumerable<Urn> needs = registration.Parent is { } parent ? registration.DependsOn.Append(parent) : registration.DependsOn;
        return registration.Provider is { } provider ? needs.Append(provider) : needs;
    }

    private string NotDeclared(string type, string name)
    {
        string[] types = [.. declared.Values.Where(r => r.Urn.Name == name && r.Custom).Select(r => r.Urn.Type)];
        string[] names = [.. declared.Values.Where(r => r.Urn.Type == type).Select(r => r.Urn.Name)];
        string hint = types.Length > 0 ? $" That name is declared as {string.Join(", ", types)}." : names.Length > 0 ? $" {Spelling.Among(name, names)}" : "";
        return $"The settings of {state.Stack} declare no {Printable.Text(type)} with the name {Printable.Text(name)}, so there is nothing to adopt it as.{hint} `infra preview {state.Stack}` shows what is declared.";
    }

    private static string Listed(Registration[] missing) =>
        string.Join(", ", missing.Take(Shown).Select(m => $"{m.Urn.Type} {m.Urn.Name}")) + (missing.Length > Shown ? $" and {missing.Length - Shown} more" : "");

    private static InfraException Refused(string message) => new(ErrorKind.Configuration, message);
}
