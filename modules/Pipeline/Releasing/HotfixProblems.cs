namespace Infra.Pipeline.Releasing;

/// <summary>What is wrong with what a person asks of hotfixes.</summary>
public static class HotfixProblems
{
    /// <summary>What is missing, or does not go together.</summary>
    public static IEnumerable<string> Of(HotfixOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        (bool gives, bool takesBack) = (!options.Apps.IsEmpty, !options.Failed.IsEmpty);
        return
        [
            .. (gives || takesBack) && options.Reason.Length == 0 ? (string[])["--reason is missing or empty; it stands in the audit record."] : [],
            .. gives && takesBack ? (string[])["--app gives a hotfix and --failed takes one back. Do one after the other."] : [],
        ];
    }
}
