using System.Collections.Immutable;
using System.Globalization;
using Pulumi;

namespace Infra.Engine.Tests;

/// <summary>A generated stack: what it declares, in order; each resource may use those before it.</summary>
internal sealed record FuzzProgram(ImmutableArray<FuzzResource> Resources)
{
    private const int Limit = 9;

    public static FuzzProgram Generate(Random random)
    {
        FuzzProgram program = new([]);
        for (int i = random.Next(1, 6); i > 0; i--)
        {
            program = program.Add(random, i);
        }

        return program;
    }

    /// <summary>The program after a few changes that a person might make.</summary>
    public FuzzProgram Change(Random random, int round)
    {
        FuzzProgram program = this;
        for (int i = random.Next(1, 4); i > 0; i--)
        {
            program = random.Next(8) switch
            {
                0 or 1 when program.Resources.Length < Limit => program.Add(random, (round * 10) + i),
                2 when program.Resources.Length > 1 => program.Remove(random.Next(program.Resources.Length)),
                3 => program.With(random, r => r with { Protect = !r.Protect }),
                4 => program.With(random, r => r with { Former = r.Name, Name = Name(random, (round * 10) + i) }),
                5 => program.Use(random),
                _ => program.With(random, r => r with { Text = Text(random) }),
            };
        }

        return program;
    }

    public void Declare()
    {
        Dictionary<int, Resource> made = [];
        foreach (FuzzResource resource in Resources)
        {
            Resource? parent = resource.Parent is { } above ? made[above] : null;
            List<Alias> aliases = resource.Former is { } former ? [new Alias { Name = former }] : [];
            made[resource.Key] = resource.IsComponent
                ? new Group(resource.Name, new ComponentResourceOptions { Parent = parent, Aliases = [.. aliases.Select(a => (Input<Alias>)a)] })
                : new Thing(resource.Name, Args(resource, made), Options(resource, parent, aliases, made));
        }
    }

    private static ThingArgs Args(FuzzResource resource, Dictionary<int, Resource> made) => new()
    {
        Text = resource.Uses.Select(u => made[u]).OfType<Thing>().FirstOrDefault() is { } used ? used.Id.Apply(id => $"{resource.Text}-{id}") : (Input<string>)resource.Text,
    };

    private static CustomResourceOptions Options(FuzzResource resource, Resource? parent, List<Alias> aliases, Dictionary<int, Resource> made)
    {
        CustomResourceOptions options = new() { Parent = parent, Protect = resource.Protect, DeleteBeforeReplace = resource.DeleteFirst };
        foreach (int used in resource.Uses)
        {
            options.DependsOn.Add(made[used]);
        }

        options.Aliases.AddRange(aliases.Select(a => (Input<Alias>)a));
        if (resource.IsReplaced)
        {
            options.ReplaceOnChanges.Add("text");
        }

        return options;
    }

    private FuzzProgram Add(Random random, int number)
    {
        int place = random.Next(Resources.Length + 1);
        int[] before = [.. Resources[..place].Where(r => !r.IsComponent).Select(r => r.Key)];
        int[] components = [.. Resources[..place].Where(r => r.IsComponent).Select(r => r.Key)];
        FuzzResource added = new()
        {
            Key = Resources.IsEmpty ? 0 : Resources.Max(r => r.Key) + 1,
            Name = Name(random, number),
            IsComponent = random.Next(5) == 0,
            Text = Text(random),
            Parent = components.Length > 0 && random.Next(2) == 0 ? components[random.Next(components.Length)] : null,
            Uses = [.. before.Where(_ => random.Next(3) == 0).Take(3)],
            IsReplaced = random.Next(3) == 0,
            DeleteFirst = random.Next(2) == 0,
            Protect = random.Next(12) == 0,
        };
        return new(Resources.Insert(place, added));
    }

    // A resource comes to need another, which may be new itself.
    private FuzzProgram Use(Random random)
    {
        int user = random.Next(Resources.Length);
        int[] before = [.. Resources[..user].Where(r => !r.IsComponent).Select(r => r.Key)];
        return before.Length == 0 ? this : new(Resources.SetItem(user, Resources[user] with { Uses = [before[random.Next(before.Length)]] }));
    }

    private FuzzProgram Remove(int index)
    {
        int gone = Resources[index].Key;
        return new([.. Resources.RemoveAt(index).Select(r => r with { Parent = r.Parent == gone ? null : r.Parent, Uses = [.. r.Uses.Where(u => u != gone)] })]);
    }

    private FuzzProgram With(Random random, Func<FuzzResource, FuzzResource> change)
    {
        int index = random.Next(Resources.Length);
        return new(Resources.SetItem(index, change(Resources[index])));
    }

    // Few enough for a name to come back after a rename or a removal, and unique in a program through its number.
    private static string Name(Random random, int number) => string.Create(CultureInfo.InvariantCulture, $"r{number}x{random.Next(3)}");

    private static string Text(Random random) => string.Create(CultureInfo.InvariantCulture, $"t{random.Next(4)}");
}

/// <summary>One resource of a generated stack.</summary>
internal sealed record FuzzResource
{
    /// <summary>What others know it by, also after a rename.</summary>
    public required int Key { get; init; }

    public required string Name { get; init; }

    /// <summary>The name before the last rename.</summary>
    public string? Former { get; init; }

    public bool IsComponent { get; init; }

    public required string Text { get; init; }

    public int? Parent { get; init; }

    public ImmutableArray<int> Uses { get; init; } = [];

    public bool IsReplaced { get; init; }

    public bool DeleteFirst { get; init; }

    public bool Protect { get; init; }
}
