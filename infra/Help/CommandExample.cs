namespace Infra.Help;

/// <summary>One example.</summary>
/// <param name="Command">The words of its command below <c>infra</c>.</param>
/// <param name="Line">What is typed.</param>
/// <param name="Meaning">What it is for.</param>
internal sealed record CommandExample(string Command, string Line, string Meaning);
