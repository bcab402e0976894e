namespace Infra.Policy.Judging;

/// <summary>One requirement of a framework, as the framework numbers it.</summary>
/// <param name="Framework">The framework.</param>
/// <param name="Id">The number or name that an auditor looks up.</param>
public sealed record Control(Framework Framework, string Id)
{
    internal static Control CisGke(string id) => new(Framework.CisGke, id);

    internal static Control Dpdp(string id) => new(Framework.Dpdp, id);

    internal static Control Iso(string id) => new(Framework.Iso27001, id);

    internal static Control ItAct(string id) => new(Framework.ItAct, id);

    internal static Control Npci(string id) => new(Framework.Npci, id);

    internal static Control Pci(string id) => new(Framework.PciDss, id);

    internal static Control Rbi(string id) => new(Framework.Rbi, id);

    /// <summary>The framework's short name and the control: <c>PCI DSS 1.2.5</c>.</summary>
    public override string ToString() => $"{Framework.Title()} {Id}";
}
