namespace Infra.Model.Plans;

/// <summary>
/// The identity of a resource: <c>urn:pulumi:STACK::PROJECT::PARENTTYPES$TYPE::NAME</c>, with the types of all ancestors but the root stack.
/// </summary>
/// <remarks>Source: Pulumi, sdk/go/common/resource/urn.</remarks>
public readonly record struct Urn
{
    /// <summary>The type of the root of every stack.</summary>
    public const string RootType = "pulumi:pulumi:Stack";

    private const string Prefix = "urn:pulumi:";

    /// <summary>Reads a URN.</summary>
    /// <exception cref="FormatException">The text is not a URN.</exception>
    public Urn(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (!value.StartsWith(Prefix, StringComparison.Ordinal) || End(value, 2) < 0)
        {
            throw new FormatException($"'{value}' is not a URN. A URN reads urn:pulumi:STACK::PROJECT::TYPE::NAME.");
        }

        Value = value;
    }

    /// <summary>The whole text.</summary>
    public string Value { get; }

    /// <summary>The stack.</summary>
    public string Stack => Part(0)[Prefix.Length..];

    /// <summary>The resource's own type, without its ancestors'.</summary>
    public string Type
    {
        get
        {
            string qualified = Part(2);
            return qualified[(qualified.LastIndexOf('$') + 1)..];
        }
    }

    /// <summary>The resource's name in the program.</summary>
    public string Name => Part(3);

    /// <summary>The URN of the root of a stack.</summary>
    public static Urn Root(string stack, string project) => new($"{Prefix}{stack}::{project}::{RootType}::{project}-{stack}");

    /// <summary>The URN of a resource below <paramref name="parent"/>.</summary>
    public static Urn Child(string stack, string project, Urn parent, string type, string name)
    {
        string ancestors = parent.Part(2);
        string qualified = string.Equals(ancestors, RootType, StringComparison.Ordinal) ? type : $"{ancestors}${type}";
        return new Urn($"{Prefix}{stack}::{project}::{qualified}::{name}");
    }

    /// <inheritdoc />
    public override string ToString() => Value;

    private string Part(int index)
    {
        int start = index == 0 ? 0 : End(Value, index - 1) + 2;
        return index == 3 ? Value[start..] : Value[start..End(Value, index)];
    }

    // Where the part of this index ends, at the next "::"; -1 where there is none. A name may hold "::" itself, so only three are looked for.
    private static int End(string value, int index)
    {
        int end = -2;
        for (int i = 0; i <= index; i++)
        {
            end = value.IndexOf("::", end + 2, StringComparison.Ordinal);
            if (end < 0)
            {
                return -1;
            }
        }

        return end;
    }
}
