namespace Infra.Company.Answering;

/// <summary>What somebody does at the company; roles of approvals.yaml follow from it.</summary>
public enum CompanyRole
{
    /// <summary>Runs the platform; approves what is applied.</summary>
    Platform,

    /// <summary>Answers for security; approves production, and changes of the rules.</summary>
    Security,

    /// <summary>Answers for the business; approves production.</summary>
    Business,

    /// <summary>Answers for compliance; approves changes of what is asked for.</summary>
    Compliance,

    /// <summary>Leads during an incident; opens the emergency path.</summary>
    Incident,

    /// <summary>Chief technology officer; opens freezes and the emergency path.</summary>
    Cto,

    /// <summary>One of the owners, two of whom can change the rules where nobody else can.</summary>
    Owner,
}
