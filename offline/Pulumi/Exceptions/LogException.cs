namespace Pulumi;

/// <summary>An error met while a message was logged.</summary>
public class LogException(Exception exception) : Exception("Error occurred during logging", exception);
