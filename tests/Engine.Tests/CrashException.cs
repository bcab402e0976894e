namespace Infra.Engine.Tests;

/// <summary>The process is dead; whatever it still tries fails so.</summary>
internal sealed class CrashException() : Exception("The process was stopped.");
