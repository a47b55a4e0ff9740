namespace MindBot.WebFront.Hosting;

/// <summary>The server cannot start as it is configured; the message says what is wrong and what to do.</summary>
public sealed class InvalidSettingException(string message, Exception? inner = null) : InvalidOperationException(message, inner);
