PRAGMA user_version=3;
BEGIN TRANSACTION;
CREATE TABLE episode (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            at REAL NOT NULL,
            switch INTEGER NOT NULL,
            ended REAL
        );
INSERT INTO "episode" VALUES(1,1700000000.5,36,1700400000.0);
INSERT INTO "episode" VALUES(2,1710000000.0,48,NULL);
CREATE TABLE habit_done (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            at REAL NOT NULL,
            habit TEXT NOT NULL
        );
INSERT INTO "habit_done" VALUES(1,1700050000.0,'chair');
INSERT INTO "habit_done" VALUES(2,1700140000.5,'sleep');
CREATE TABLE pack_use (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            at REAL NOT NULL,
            pack TEXT NOT NULL,
            minutes REAL NOT NULL
        );
INSERT INTO "pack_use" VALUES(1,1700000200.0,'cold',12.5);
INSERT INTO "pack_use" VALUES(2,1700200000.0,'warm',20.0);
CREATE TABLE pain (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            at REAL NOT NULL,
            level INTEGER NOT NULL,
            note TEXT NOT NULL
        );
INSERT INTO "pain" VALUES(1,1700000100.0,7,'“O''Neill” — après la sieste; 痛い');
INSERT INTO "pain" VALUES(2,1700003700.25,4,'');
CREATE TABLE response (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            at REAL NOT NULL,
            "after" TEXT NOT NULL,
            change TEXT NOT NULL
        );
INSERT INTO "response" VALUES(1,1700010100.0,'walkthrough','better');
INSERT INTO "response" VALUES(2,1700020100.5,'breathing','worse');
CREATE TABLE round (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            at REAL NOT NULL,
            cards TEXT NOT NULL,
            practice INTEGER NOT NULL
        );
INSERT INTO "round" VALUES(1,1700030000.0,'[{"question":"q1","options":[2,0,1],"pictures":[1,0],"given":[2],"points":0.5},{"question":"q2","options":[0,1],"pictures":[],"given":[],"points":null}]',1);
INSERT INTO "round" VALUES(2,1700040000.0,'[]',0);
CREATE TABLE ticked (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            at REAL NOT NULL,
            finding TEXT NOT NULL,
            "on" INTEGER NOT NULL,
            noticed INTEGER NOT NULL
        );
INSERT INTO "ticked" VALUES(1,1700000300.0,'numb',1,0);
INSERT INTO "ticked" VALUES(2,1700000400.0,'numb',0,1);
CREATE TABLE value (kind TEXT PRIMARY KEY NOT NULL, data TEXT NOT NULL);
INSERT INTO "value" VALUES('timer','{"pack":"cold","minutes":15,"started":1700000150.0}');
INSERT INTO "value" VALUES('asked','{"lines":["line"],"blockers":["blocker","other"]}');
INSERT INTO "value" VALUES('habit_answers','{"chosen":{"chair":2,"sleep":0}}');
CREATE TABLE walk_done (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            at REAL NOT NULL,
            exercises TEXT NOT NULL
        );
INSERT INTO "walk_done" VALUES(1,1700010000.0,'["bridge","cat_cow"]');
INSERT INTO "walk_done" VALUES(2,1700020000.0,'[]');
CREATE INDEX episode_at ON episode (at);
CREATE INDEX pain_at ON pain (at);
CREATE INDEX pack_use_at ON pack_use (at);
CREATE INDEX walk_done_at ON walk_done (at);
CREATE INDEX ticked_at ON ticked (at);
CREATE INDEX round_at ON round (at);
CREATE INDEX response_at ON response (at);
CREATE INDEX habit_done_at ON habit_done (at);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('episode',2);
INSERT INTO "sqlite_sequence" VALUES('pain',2);
INSERT INTO "sqlite_sequence" VALUES('pack_use',2);
INSERT INTO "sqlite_sequence" VALUES('walk_done',2);
INSERT INTO "sqlite_sequence" VALUES('ticked',2);
INSERT INTO "sqlite_sequence" VALUES('round',2);
INSERT INTO "sqlite_sequence" VALUES('response',2);
INSERT INTO "sqlite_sequence" VALUES('habit_done',2);
COMMIT;
