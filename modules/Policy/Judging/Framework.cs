namespace Infra.Policy.Judging;

/// <summary>A body of requirements that rules are mapped to.</summary>
/// <remarks>Capabilities D4: which of them bind follows from the tags of a service and from the industry.</remarks>
public enum Framework
{
    /// <summary>CIS Google Kubernetes Engine Benchmark.</summary>
    CisGke,

    /// <summary>India's Digital Personal Data Protection Act, 2023.</summary>
    Dpdp,

    /// <summary>ISO/IEC 27001:2022, Annex A.</summary>
    Iso27001,

    /// <summary>India's Information Technology Act, 2000, and the rules of 2011 on reasonable security practices.</summary>
    ItAct,

    /// <summary>National Payments Corporation of India: procedural guidelines of UPI.</summary>
    Npci,

    /// <summary>Payment Card Industry Data Security Standard, 4.0.1.</summary>
    PciDss,

    /// <summary>Reserve Bank of India: storage of payment system data (2018) and digital payment security controls (2021).</summary>
    Rbi,
}
