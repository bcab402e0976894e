namespace Pulumi.Behaviour.Tests;

[EnumType]
internal readonly struct Kind : IEquatable<Kind>
{
    private readonly string _value;

    private Kind(string value) => _value = value;

    public static Kind Fast { get; } = new("FAST");

    public static explicit operator string(Kind value) => value._value;

    public bool Equals(Kind other) => _value == other._value;

    public override bool Equals(object? obj) => obj is Kind other && Equals(other);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(_value);

    public override string ToString() => _value;
}
