namespace Infra.Policy.Compliance;

/// <summary>The names of industries, for people.</summary>
public static class IndustryNames
{
    /// <summary>The name: <c>e-commerce</c>.</summary>
    public static string Title(this Industry industry) => industry switch
    {
        Industry.Fintech => "fintech",
        Industry.ECommerce => "e-commerce",
        Industry.Healthcare => "healthcare",
        Industry.Government => "government",
        _ => throw new ArgumentOutOfRangeException(nameof(industry)),
    };
}
