namespace Infra.GitOps.Templates;

/// <summary>A function refuses its arguments; the filling says where.</summary>
internal sealed class FunctionException(string reason) : Exception(reason);
