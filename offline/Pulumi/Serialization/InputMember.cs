namespace Pulumi.Serialization;

/// <summary>One member marked [Input].</summary>
internal sealed record InputMember(string Name, bool IsRequired, bool Json, string MemberName, Func<object, object?> Read);
