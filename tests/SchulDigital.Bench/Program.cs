Console.WriteLine("Noch keine Messung vorhanden.");
