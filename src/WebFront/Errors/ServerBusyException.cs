namespace MindBot.WebFront.Errors;

/// <summary>More requests of an expensive kind than are let wait. Its message is for the caller, who may come again shortly.</summary>
internal sealed class ServerBusyException(string message) : Exception(message);
