namespace Infra.Policy.Judging;

/// <summary>The names of frameworks, for people.</summary>
public static class FrameworkNames
{
    /// <summary>The name that auditors use: <c>CIS GKE</c>.</summary>
    public static string Title(this Framework framework) => framework switch
    {
        Framework.CisGke => "CIS GKE",
        Framework.Dpdp => "DPDP",
        Framework.Iso27001 => "ISO 27001",
        Framework.ItAct => "IT Act",
        Framework.Npci => "NPCI",
        Framework.PciDss => "PCI DSS",
        Framework.Rbi => "RBI",
        _ => throw new ArgumentOutOfRangeException(nameof(framework)),
    };
}
